// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lane} from "../../types/Lane.sol";
import {IDisputeGame} from "../proofs/IDisputeGame.sol";

/// @notice Disputes about batches: any number at once, each between one challenger and the batch's committer, each
/// narrowed down to one step of the machine, which L1 runs. Nothing about a game ever changes: who wants other terms
/// deploys another one and has it named to the lane. Source: spec/dispute.md, DISPUTE-1 to DISPUTE-15.
interface IDisputes is IDisputeGame {
    /// @notice What names a dispute, and is given with every call about it; its id is keccak256(abi.encode(dispute)).
    /// @param lane Lane of the batch.
    /// @param index Index of the batch.
    /// @param digest Digest of the batch.
    /// @param challenger Who opened the dispute.
    /// @param salt Any number, so that one challenger can open several.
    struct Dispute {
        Lane lane;
        uint64 index;
        bytes32 digest;
        address challenger;
        uint256 salt;
    }

    /// @notice Terms of all disputes of the game.
    /// @param bond wei that a challenger locks; never zero.
    /// @param clock Seconds that each side has for all its moves.
    /// @param replyTime Seconds that each side has for a move at least.
    struct Terms {
        uint256 bond;
        uint32 clock;
        uint32 replyTime;
    }

    /// @notice Where a dispute stands.
    /// `Nodes` and `States`: the committer is to show nodes of the trace's tree, or states of the machine; `NodeChoice`
    /// and `PartChoice`: the challenger is to choose among them; the rest: it is over.
    enum Phase {
        None,
        Nodes,
        NodeChoice,
        States,
        PartChoice,
        CommitterWon,
        ChallengerWon,
        Void
    }

    /// @notice How far a dispute is. One slot.
    /// @param since Unix time at which whoever is to move came to be, seconds.
    /// @param committerLeft Seconds of the committer's clock.
    /// @param challengerLeft Seconds of the challenger's clock.
    /// @param level Height of the node in question; then the binary logarithm of the interval's steps.
    /// @param place Of that node among those of its height; then of the leaf behind the step.
    struct Progress {
        uint40 since;
        uint32 committerLeft;
        uint32 challengerLeft;
        Phase phase;
        uint8 level;
        uint32 place;
    }

    /// @notice A leaf of the trace that the challenger names.
    /// @param nodes What the committer has shown last: leaves.
    /// @param which Which of them, from 0.
    /// @param header Header of the batch.
    struct LeafChoice {
        bytes32[] nodes;
        uint256 which;
        bytes header;
    }

    event DisputeOpened(bytes32 indexed id, Lane indexed lane, bytes32 indexed digest, Dispute dispute);
    event NodesShown(bytes32 indexed id, bytes32[] nodes);
    event NodeChosen(bytes32 indexed id, uint256 which);
    event LeafChosen(bytes32 indexed id, uint32 place, bytes32 before, bytes32 behind);
    event StatesShown(bytes32 indexed id, bytes32[7] states);
    event PartChosen(bytes32 indexed id, uint256 which);
    /// @notice A dispute is over.
    /// @param winner Who is paid.
    /// @param paid wei that the winner can withdraw: its own bond is among them when it is the challenger.
    /// @param burnt wei that nobody gets.
    event DisputeEnded(bytes32 indexed id, Phase outcome, address indexed winner, uint256 paid, uint256 burnt);
    event DelegateChanged(address indexed party, address delegate);
    event CreditWithdrawn(address indexed account, uint256 amount);

    error DisputeTermsInvalid(Terms terms);
    error DisputeTooLong(uint256 greatest, uint256 actual);
    error DisputeVerifierMissing(address verifier);
    error DisputeVerifierChanged(bytes32 expected, bytes32 actual);
    error DisputeGameNotNamed(Lane lane, address game);
    error DisputeBatchUnknown(Lane lane, uint64 index, bytes32 digest);
    error DisputeBatchFinal(Lane lane, uint64 index);
    error DisputeBatchCommitted(Lane lane, uint64 index);
    error DisputeBatchNotProven(Lane lane, uint64 index);
    error DisputeWindowClosed(uint64 window, uint64 elapsed);
    error DisputeBondMismatch(uint256 expected, uint256 actual);
    error DisputeExists(bytes32 id);
    error DisputeUnknown(bytes32 id);
    error DisputeOver(bytes32 id, Phase outcome);
    error DisputeOutOfTurn(Phase expected, Phase actual);
    error DisputeCallerInvalid(address caller);
    error DisputeTimeOver(uint64 allowed, uint64 elapsed);
    error DisputeTimeLeft(uint64 allowed, uint64 elapsed);
    error DisputeLevelInvalid(uint8 level);
    error DisputeCountInvalid(uint256 expected, uint256 actual);
    error DisputeChoiceInvalid(uint256 count, uint256 which);
    error DisputeNodeMismatch(bytes32 expected, bytes32 actual);
    error DisputeShownMismatch(bytes32 expected, bytes32 actual);
    error DisputeHeaderMismatch(bytes32 expected, bytes32 actual);
    error DisputeBlockMismatch(bytes32 expected, bytes32 actual);
    error DisputeLeafMismatch(bytes32 expected, bytes32 actual);
    error DisputePlaceInvalid(uint32 steps, uint32 place);
    error DisputePathInvalid(uint256 levels, bytes32 root);
    error DisputeClaimHolds(uint32 place, bytes32 leaf);
    error DisputeCreditNone(address account);
    error DisputePaymentRefused(address account, uint256 amount);
    error DisputeSenderInvalid(address sender);

    /// @notice Opens a dispute about a batch, with exactly the bond.
    /// @param header Header of the batch.
    /// @param salt Any number that the caller has not used for this batch.
    /// @return id Id of the dispute.
    /// @dev *Caller:* anyone. *Reverts:* DisputeBatchUnknown, DisputeBatchFinal, DisputeGameNotNamed,
    /// DisputeWindowClosed, DisputeBondMismatch, DisputeExists. *Source:* DISPUTE-1, DISPUTE-2.
    function open(bytes calldata header, uint256 salt) external payable returns (bytes32 id);

    /// @notice Shows the nodes three levels below the node in question; the first time as many levels as the tree's
    /// height leaves over modulo three.
    /// @dev *Caller:* the committer. *Reverts:* as every move (DisputeUnknown, DisputeOver, DisputeOutOfTurn,
    /// DisputeBatchUnknown when the dispute is void, DisputeCallerInvalid, DisputeTimeOver); DisputeCountInvalid,
    /// DisputeNodeMismatch. *Source:* DISPUTE-4.
    function showNodes(Dispute calldata dispute, bytes32[] calldata nodes) external;

    /// @notice Names the first node shown that is not the challenger's own.
    /// @dev *Caller:* the challenger. *Reverts:* as every move; DisputeShownMismatch, DisputeChoiceInvalid,
    /// DisputeLevelInvalid when the nodes are leaves. *Source:* DISPUTE-4.
    function chooseNode(Dispute calldata dispute, bytes32[] calldata nodes, uint256 which) external;

    /// @notice Names the first leaf shown that is not the challenger's own: the step that ends with it is wrong.
    /// @param before Hash of the leaf before it.
    /// @param path Siblings of the leaf before, the lowest first.
    /// @dev *Caller:* the challenger. *Reverts:* as chooseNode; DisputeHeaderMismatch, DisputePlaceInvalid for the
    /// first leaf and behind the last one, DisputePathInvalid. *Source:* DISPUTE-4, DISPUTE-6.
    function chooseLeaf(
        Dispute calldata dispute,
        LeafChoice calldata choice,
        bytes32 before,
        bytes32[] calldata path
    ) external;

    /// @notice Shows that the first leaf is not the one that the parent's header and its last block give.
    /// @param parent Header of the batch before.
    /// @param lastBlock RLP of the header of that batch's last block.
    /// @dev *Caller:* the challenger. *Reverts:* as chooseLeaf; DisputeBlockMismatch, DisputeClaimHolds, and what {Rlp}
    /// does. *Source:* DISPUTE-5.
    function proveFirst(
        Dispute calldata dispute,
        LeafChoice calldata choice,
        bytes calldata parent,
        bytes calldata lastBlock
    ) external;

    /// @notice Shows that the last leaf is not what the batch's header says; who agrees with every leaf of the trace
    /// names the last one for it.
    /// @param leaf The 250 bytes of the leaf.
    /// @dev *Caller:* the challenger. *Reverts:* as chooseLeaf; DisputeLeafMismatch, DisputeClaimHolds, and what
    /// {TraceLeaf} does. *Source:* DISPUTE-5.
    function proveLast(Dispute calldata dispute, LeafChoice calldata choice, bytes calldata leaf) external;

    /// @notice Shows that a leaf behind the last one is not zero.
    /// @dev *Caller:* the challenger. *Reverts:* as chooseLeaf; DisputeClaimHolds. *Source:* DISPUTE-5.
    function provePadding(Dispute calldata dispute, LeafChoice calldata choice) external;

    /// @notice Shows the seven states that divide the interval into eight.
    /// @param ends States at the interval's beginning and end.
    /// @dev *Caller:* the committer. *Reverts:* as every move; DisputeShownMismatch, DisputeLevelInvalid when the
    /// interval is one step. *Source:* DISPUTE-6.
    function showStates(Dispute calldata dispute, bytes32[2] calldata ends, bytes32[7] calldata states) external;

    /// @notice Names the first part with whose end the challenger does not agree.
    /// @param states The seven shown, between the interval's ends.
    /// @dev *Caller:* the challenger. *Reverts:* as every move; DisputeShownMismatch, DisputeChoiceInvalid.
    /// *Source:* DISPUTE-6.
    function choosePart(Dispute calldata dispute, bytes32[9] calldata states, uint256 which) external;

    /// @notice Runs an interval of at most 2,048 steps: the committer wins exactly if it ends as claimed.
    /// @param states The interval's ends, with the seven between them when they have been shown.
    /// @param witness What the steps read.
    /// @dev *Caller:* whoever is to move; either party when the interval is one step. *Reverts:* as every move;
    /// DisputeShownMismatch, DisputeLevelInvalid, DisputeVerifierChanged, and what the verifier does. *Source:*
    /// DISPUTE-7.
    function proveStep(Dispute calldata dispute, bytes32[] calldata states, bytes calldata witness) external;

    /// @notice Ends a dispute whose time is over, for the side that was not to move.
    /// @dev *Caller:* anyone. *Reverts:* DisputeUnknown, DisputeOver, DisputeBatchUnknown when it is void,
    /// DisputeTimeLeft. *Source:* DISPUTE-9.
    function timeOut(Dispute calldata dispute) external;

    /// @notice Ends a dispute about a batch that is PROVEN, for the committer.
    /// @dev *Caller:* anyone. *Reverts:* DisputeUnknown, DisputeOver, DisputeBatchUnknown when it is void,
    /// DisputeBatchNotProven, also when the proof counts no more (ROLLUP-14). *Source:* DISPUTE-13.
    function closeWithProof(Dispute calldata dispute) external;

    /// @notice Ends a dispute about a batch that is no longer committed; the bond comes back.
    /// @dev *Caller:* anyone. *Reverts:* DisputeUnknown, DisputeOver, DisputeBatchCommitted. *Source:* DISPUTE-12.
    function closeVoid(Dispute calldata dispute) external;

    /// @notice Pays out what the caller has been credited with.
    /// @dev *Caller:* whom it belongs to. *Reverts:* DisputeCreditNone, DisputePaymentRefused. *Source:* DISPUTE-11.
    function withdraw() external;

    /// @notice Names who moves for the caller in all its disputes; the zero address: nobody.
    /// @dev *Caller:* anyone, for itself. *Source:* DISPUTE-10.
    function setDelegate(address delegate) external;

    /// @notice Id of a dispute.
    function idOf(Dispute calldata dispute) external pure returns (bytes32);

    /// @notice How far a dispute is; phase None when there is none.
    function progressOf(bytes32 id) external view returns (Progress memory);

    /// @notice What is in question: the node; keccak256 of the nodes or states shown, end to end; or that of the
    /// interval's two ends. Zero when the dispute is over.
    function questionOf(bytes32 id) external view returns (bytes32);

    /// @notice Seconds that whoever is to move may take in all, and has taken; both zero when nobody is to move.
    function timeOf(bytes32 id) external view returns (uint64 allowed, uint64 elapsed);

    /// @notice Open disputes about a batch, and whether its committer has lost one.
    function standingOf(bytes32 digest) external view returns (uint64 disputes, bool isLost);

    /// @notice wei that an account can withdraw.
    function creditOf(address account) external view returns (uint256);

    /// @notice Who moves for a party.
    function delegateOf(address party) external view returns (address);

    /// @notice wei that nobody gets.
    function burnt() external view returns (uint256);

    /// @notice Terms of all disputes.
    function terms() external view returns (Terms memory);

    /// @notice What runs the machine.
    function verifier() external view returns (address);
}
