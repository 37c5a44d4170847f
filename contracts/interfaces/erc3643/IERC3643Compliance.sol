// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The rules a token asks before units move and tells after they moved. Source: ERC-3643.
interface IERC3643Compliance {
    event TokenBound(address _token);
    event TokenUnbound(address _token);

    /// @notice Makes this the compliance of a token.
    function bindToken(address _token) external;

    /// @notice Ends that.
    function unbindToken(address _token) external;

    /// @notice Units moved. *Caller:* the bound token.
    function transferred(address _from, address _to, uint256 _amount) external;

    /// @notice Units were created. *Caller:* the bound token.
    function created(address _to, uint256 _amount) external;

    /// @notice Units were destroyed. *Caller:* the bound token.
    function destroyed(address _from, uint256 _amount) external;

    /// @notice Whether the rules allow a move; `_from` zero means a mint.
    function canTransfer(address _from, address _to, uint256 _amount) external view returns (bool);

    /// @notice Whether `_token` is the bound token.
    function isTokenBound(address _token) external view returns (bool);

    /// @notice The bound token, or zero.
    function getTokenBound() external view returns (address);
}
